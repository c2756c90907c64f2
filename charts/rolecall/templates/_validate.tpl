{{- /*
What values.schema.json cannot say in words: each line is a value's path, the value, what it must match, and what is wrong with it
where it does not. All problems are told at once.
*/ -}}
{{- define "rolecall.validate" -}}
{{- $name := "[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?" }}
{{- $time := "^[0-9]+[smh]$" }}
{{- $noTime := "is no time such as 30s, 5m or 1h" }}
{{- $network := "^[0-9a-fA-F.:]+/[0-9]{1,3}$" }}
{{- $v := .Values }}
{{- $rules := list
  (list "region" $v.region "^[a-z]{2}(-[a-z]+)+-[0-9]$" "is no region's name such as us-east-1")
  (list "cluster.name" $v.cluster.name "^[0-9A-Za-z][A-Za-z0-9_-]{0,99}$" "must have 1 to 100 letters, digits, hyphens and underscores, a letter or digit first")
  (list "cluster.issuer" $v.cluster.issuer "^(https://.+)?$" "is no URL that begins with https://")
  (list "injection.annotationPrefix" $v.injection.annotationPrefix (printf "^%s$" $name) "is no DNS name, as prefixes of annotations are")
  (list "injection.tokenLifetime" $v.injection.tokenLifetime $time $noTime)
  (list "operator.priorityClassName" $v.operator.priorityClassName (printf "^(%s)?$" $name) "is no PriorityClass's name")
  (list "operator.nodeTaint.grace" $v.operator.nodeTaint.grace $time $noTime)
  (list "operator.lastUsed.interval" $v.operator.lastUsed.interval $time $noTime)
  (list "operator.lastUsed.granularity" $v.operator.lastUsed.granularity $time $noTime)
  (list "agent.maxUnavailable" $v.agent.maxUnavailable "^[1-9][0-9]*$|^[1-9][0-9]?%$|^100%$" "is neither a number of nodes nor a share of them such as 10%")
  (list "agent.stsUrl" $v.agent.stsUrl "^https://.+" "is no URL that begins with https://: tokens and credentials travel there")
  (list "agent.guard.cniFolder" $v.agent.guard.cniFolder "^/[A-Za-z0-9_./-]*[A-Za-z0-9_-]$" "is no absolute path without a slash at its end")
  (list "sts.priorityClassName" $v.sts.priorityClassName (printf "^(%s)?$" $name) "is no PriorityClass's name")
  (list "sts.clusterIP" $v.sts.clusterIP "^[0-9a-fA-F.:]*$" "is no IP address")
  (list "sts.identityTokenIssuer" $v.sts.identityTokenIssuer "^(https://[^?#]*[^/?#])?$" "is no URL that begins with https:// and has no slash at its end")
}}
{{- range $way := list "webIdentity" "containerCredentials" }}
{{- $token := get $v.injection $way }}
{{- $path := printf "injection.%s" $way }}
{{- $rules = append $rules (list (printf "%s.volumeName" $path) $token.volumeName "^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$" "is no volume's name: small letters, digits and hyphens, 63 at most") }}
{{- $rules = append $rules (list (printf "%s.mountPath" $path) $token.mountPath "^(/[A-Za-z0-9][A-Za-z0-9._-]*)+$" "is no absolute path without a slash at its end") }}
{{- $rules = append $rules (list (printf "%s.tokenFile" $path) $token.tokenFile "^[A-Za-z0-9][A-Za-z0-9._-]*$" "is no file's name") }}
{{- range $token.audiences }}
{{- $rules = append $rules (list (printf "%s.audiences" $path) . "^[^,\\s]+$" "is no audience: it has no commas and no white space") }}
{{- end }}
{{- end }}
{{- range $v.networkPolicy.apiServers }}
{{- $rules = append $rules (list "networkPolicy.apiServers" . $network "is no network such as 10.0.0.0/28") }}
{{- end }}
{{- range $v.sts.oidcAllowedAddresses }}
{{- $rules = append $rules (list "sts.oidcAllowedAddresses" . $network "is no network such as 10.0.0.0/28") }}
{{- end }}
{{- range $v.agent.guard.podCgroups }}
{{- $rules = append $rules (list "agent.guard.podCgroups" . "^[A-Za-z0-9_][A-Za-z0-9_./@-]*$" "is no control group below /sys/fs/cgroup such as kubepods.slice") }}
{{- end }}
{{- range $key, $label := $v.agent.nodeSelector }}
{{- $rules = append $rules (list (printf "agent.nodeSelector.%s" $key) $label "^[^,]*$" "is no label's value: it has a comma") }}
{{- end }}
{{- range $key, $value := $v.agent.env }}
{{- $rules = append $rules (list "agent.env" $key "^ROLECALL_[A-Z0-9_]+$" "is no variable of the agent: they begin with ROLECALL_") }}
{{- end }}
{{- $problems := list }}
{{- range $rules }}
{{- if not (regexMatch (index . 2) (toString (index . 1))) }}
{{- $problems = append $problems (printf "%s: '%v' %s" (index . 0) (index . 1) (index . 3)) }}
{{- end }}
{{- end }}
{{- if and $v.agent.uninstall (not $v.agent.enabled) }}
{{- $problems = append $problems "agent.uninstall: it is the agent's pods that take the guard's rules off, so agent.enabled must stay true meanwhile" }}
{{- end }}
{{- if include "rolecall.certManager" . }}
{{- if not $v.certificates.issuerRef.name }}
{{- $problems = append $problems "certificates.issuerRef.name: certificates.source is certManager, which must be told whose certificates it is to ask for" }}
{{- end }}
{{- if and $v.agent.enabled (not $v.sts.clusterIP) (contains "$(ROLECALL_STS_SERVICE_HOST)" $v.agent.stsUrl) }}
{{- $problems = append $problems "sts.clusterIP: the agents find sts by its Service's address, which cert-manager must know to put it into the certificate; choose a free one, or set agent.stsUrl to a name that nodes resolve" }}
{{- end }}
{{- else if or $v.certificates.issuerRef.name $v.certificates.authorities }}
{{- $problems = append $problems "certificates: issuerRef and authorities are cert-manager's, and certificates.source is operator" }}
{{- end }}
{{- if $problems }}
{{- fail (printf "\n%s\n" (join "\n" $problems)) }}
{{- end }}
{{- end }}
