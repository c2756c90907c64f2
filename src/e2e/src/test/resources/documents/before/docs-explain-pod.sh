kubectl apply -f - <<'OBJECTS'
apiVersion: v1
kind: Node
metadata: {name: worker-1, labels: {kubernetes.io/os: linux}}
---
apiVersion: v1
kind: Pod
metadata: {name: rolecall-agent-1, namespace: rolecall-system, labels: {app.kubernetes.io/name: rolecall-agent}}
spec:
  serviceAccountName: rolecall-agent
  nodeName: worker-1
  containers: [{name: server, image: "registry.example/agent:1"}]
---
apiVersion: v1
kind: Pod
metadata: {name: reports-1, namespace: acme, annotations: {rolecall.dev/role: report}}
spec:
  serviceAccountName: reports
  nodeName: worker-1
  containers: [{name: main, image: "registry.example/reports:1"}]
OBJECTS
# As a kubelet tells it.
for pod in namespaces/rolecall-system/pods/rolecall-agent-1 namespaces/acme/pods/reports-1; do
  kubectl get --raw "/api/v1/$pod" |
    sed 's/"status":{.*$/"status":{"phase":"Running","conditions":[{"type":"Ready","status":"True"}]}}/' >status.json
  kubectl replace --raw "/api/v1/$pod/status" -f status.json >/dev/null
done
