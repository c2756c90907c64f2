{{- define "rolecall.labels" -}}
app.kubernetes.io/part-of: rolecall
app.kubernetes.io/managed-by: {{ .Release.Service }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
helm.sh/chart: {{ .Chart.Name }}-{{ .Chart.Version }}
{{- end }}

{{- define "rolecall.image" -}}
{{ .Values.image.repository }}:{{ .Values.image.tag }}
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
