{{- define "rolecall.labels" -}}
app.kubernetes.io/part-of: rolecall
app.kubernetes.io/managed-by: {{ .Release.Service }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
helm.sh/chart: {{ .Chart.Name }}-{{ .Chart.Version }}
{{- end }}

{{- /* Where a program finds the levels of its loggers: a folder, for a file of its own would not change. */ -}}
{{- define "rolecall.logLevelsEnv" -}}
- {name: ROLECALL_LOG_LEVELS_FILE, value: /etc/rolecall/log-levels/{{ . }}}
{{- end }}

{{- /* Where traces go, of whoever has some. */ -}}
{{- define "rolecall.tracingEnv" -}}
{{- with .Values.tracing.endpoint }}
- {name: ROLECALL_TRACES_ENDPOINT, value: {{ . | quote }}}
- {name: ROLECALL_TRACES_SHARE, value: {{ $.Values.tracing.share | toString | quote }}}
{{- end }}
{{- end }}

{{- define "rolecall.logLevelsMount" -}}
- {name: log-levels, mountPath: /etc/rolecall/log-levels, readOnly: true}
{{- end }}

{{- define "rolecall.logLevelsVolume" -}}
- name: log-levels
  configMap: {name: rolecall-log-levels, optional: true}
{{- end }}

{{- define "rolecall.monitoringLabels" -}}
{{ include "rolecall.labels" . }}
{{- with .Values.monitoring.labels }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{- /* An image, for a container: of the chart's root, and of what names it. */ -}}
{{- define "rolecall.image" -}}
{{- $root := index . 0 -}}
{{- with $root.Values.image.registry }}{{ . }}/{{ end }}{{ (index . 1).image }}:{{ $root.Values.image.tag | default $root.Chart.AppVersion }}
{{- end }}

{{- /* What the restricted Pod Security level asks of a pod and of its containers. */ -}}
{{- define "rolecall.podSecurity" -}}
runAsNonRoot: true
runAsUser: 65532
runAsGroup: 65532
fsGroup: 65532
seccompProfile: {type: RuntimeDefault}
{{- end }}

{{- define "rolecall.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities: {drop: [ALL]}
{{- end }}

{{/* Quotas of policies, the same for who admits and who decides. */}}
{{/* Variables of limits: sourceIpv6Prefix becomes ROLECALL_LIMITS_SOURCE_IPV6_PREFIX. */}}
{{- define "rolecall.limits" -}}
{{- range $name, $limit := .Values.sts.limits }}
- {name: ROLECALL_LIMITS_{{ regexReplaceAll "([A-Z])" $name "_${1}" | upper }}, value: {{ int64 $limit | quote }}}
{{- end }}
{{- end }}

{{- define "rolecall.quotas" -}}
{{- range $name, $quota := .Values.policyQuotas }}
- {name: ROLECALL_QUOTAS_{{ snakecase $name | upper }}, value: {{ int64 $quota | quote }}}
{{- end }}
{{- end }}

{{- /* The agent's program as the node's guard: no listener; user 0 of the node's network. */ -}}
{{- define "rolecall.guardContainer" -}}
image: {{ include "rolecall.image" (list . .Values.agent) }}
imagePullPolicy: {{ .Values.image.pullPolicy }}
env:
  - {name: JAVA_TOOL_OPTIONS, value: "-XX:-UsePerfData"}
  - {name: MALLOC_ARENA_MAX, value: "1"}
  - {name: ROLECALL_RUN_DIR, value: /run/rolecall}
  - {name: ROLECALL_REGION, value: {{ .Values.region | quote }}}
  - {name: ROLECALL_CNI_RESULTS, value: "{{ .Values.agent.guard.cniFolder }}/results,{{ .Values.agent.guard.cniFolder }}/cache/results"}
  - {name: ROLECALL_NODE_IMDS, value: {{ .Values.agent.guard.nodeImds }}}
  {{- include "rolecall.logLevelsEnv" "agent" | nindent 2 }}
  {{- with .Values.agent.guard.nodeImdsUids }}
  - {name: ROLECALL_NODE_IMDS_UIDS, value: {{ join "," . | quote }}}
  {{- end }}
  {{- with .Values.agent.guard.podCgroups }}
  - {name: ROLECALL_POD_CGROUPS, value: {{ join "," . | quote }}}
  {{- end }}
securityContext:
  runAsUser: 0
  runAsGroup: 0
  readOnlyRootFilesystem: true
  {{- if and (ne .Values.agent.guard.nodeImds "none") (empty .Values.agent.guard.nodeImdsUids) }}
  # Only so is it in the node's own cgroup namespace, by which the kernel tells pods on the host's network from the node.
  privileged: true
  {{- else }}
  allowPrivilegeEscalation: false
  # CHOWN: for the server's own folder in /run/rolecall.
  capabilities: {drop: [ALL], add: [NET_ADMIN, CHOWN]}
  {{- end }}
{{- end }}

{{- define "rolecall.guardMounts" -}}
{{ include "rolecall.logLevelsMount" . }}
- {name: run, mountPath: /run/rolecall}
- {name: cni, mountPath: {{ .Values.agent.guard.cniFolder }}, readOnly: true}
{{- end }}

{{- /* What "guard install" writes, and where it looks for the node's nft. */ -}}
{{- define "rolecall.bootUnitMounts" -}}
{{- if .Values.agent.bootUnit.enabled }}
- {name: boot-rules, mountPath: /host/etc/rolecall}
- {name: boot-units, mountPath: /host/etc/systemd/system}
- {name: node-programs, mountPath: /host/usr, readOnly: true}
{{- end }}
{{- end }}

{{- /* Whether the operator taints nodes: not where nothing would ever lift the taint. */ -}}
{{- define "rolecall.nodeTaint" -}}
{{- if and .Values.operator.nodeTaint.enabled .Values.agent.enabled (not .Values.agent.uninstall) }}true{{ end }}
{{- end }}

{{- /* The control plane comes first to a node whose guard does not stand yet. */ -}}
{{- define "rolecall.tolerations" -}}
- {key: rolecall.dev/guard-not-ready, operator: Exists}
{{- end }}

{{- /* policy/v1 came with 1.21; what was before it went with 1.25. */ -}}
{{- define "rolecall.disruptionApi" -}}
{{- if semverCompare ">=1.21-0" .Capabilities.KubeVersion.Version }}policy/v1{{ else }}policy/v1beta1{{ end }}
{{- end }}

{{- /* Replicas on nodes and in zones of their own where there are some. */ -}}
{{- define "rolecall.spread" -}}
{{- $name := .name }}
{{- range $key := list "kubernetes.io/hostname" "topology.kubernetes.io/zone" }}
- maxSkew: 1
  topologyKey: {{ $key }}
  whenUnsatisfiable: ScheduleAnyway
  labelSelector:
    matchLabels: {app.kubernetes.io/name: {{ $name }}}
{{- end }}
{{- end }}

{{- /* Names, and the API server: its Service's port and those that it is really at. */ -}}
{{- define "rolecall.apiServerEgress" -}}
- ports: [{port: 53, protocol: UDP}, {port: 53, protocol: TCP}]
- ports:
    {{- range .Values.networkPolicy.apiServerPorts }}
    - {port: {{ int . }}, protocol: TCP}
    {{- end }}
  {{- with .Values.networkPolicy.apiServers }}
  to:
    {{- range . }}
    - ipBlock: {cidr: {{ . | quote }}}
    {{- end }}
  {{- end }}
{{- end }}

{{- /* Who may read metrics; the kubelet's probes come from the node, whom policies let in. */ -}}
{{- define "rolecall.metricsIngress" -}}
{{- with .Values.networkPolicy.metricsFrom }}
- ports: [{port: health}]
  from: {{- toYaml . | nindent 4 }}
{{- end }}
{{- end }}

{{- /* Which tokens are good on which way, and which annotation names a role: the same for all that make or take them. */ -}}
{{- define "rolecall.audiences" -}}
- {name: ROLECALL_INJECTION_ANNOTATION_PREFIX, value: {{ .Values.injection.annotationPrefix | quote }}}
- {name: ROLECALL_WEB_IDENTITY_AUDIENCES, value: {{ join "," .Values.injection.webIdentity.audiences | quote }}}
- {name: ROLECALL_CONTAINER_CREDENTIALS_AUDIENCES, value: {{ join "," .Values.injection.containerCredentials.audiences | quote }}}
{{- end }}

{{- /* Whether cert-manager makes the serving certificates, and not the operator. */ -}}
{{- define "rolecall.certManager" -}}
{{- if eq .Values.certificates.source "certManager" }}true{{ end }}
{{- end }}

{{- /* Whose authority cert-manager writes into the webhooks' configurations; the operator needs no telling. */ -}}
{{- define "rolecall.caInjection" -}}
{{- if include "rolecall.certManager" . -}}
cert-manager.io/inject-ca-from: {{ .Release.Namespace }}/rolecall-webhook
{{- else -}}
{}
{{- end }}
{{- end }}

{{- /* The DNS names of a Service, as clients inside of the cluster may write them. */ -}}
{{- define "rolecall.serviceNames" -}}
{{- $name := printf "%s.%s" .service .namespace -}}
- {{ $name }}.svc
- {{ .service }}
- {{ $name }}
- {{ $name }}.svc.cluster.local
{{- end }}
