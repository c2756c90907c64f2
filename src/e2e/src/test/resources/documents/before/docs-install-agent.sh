kubectl apply -f crds/
helm install rolecall charts/rolecall --namespace rolecall-system --create-namespace
kubectl apply -f - <<'NODE'
apiVersion: v1
kind: Node
metadata: {name: worker-1}
spec: {taints: [{key: rolecall.dev/guard-not-ready, effect: NoSchedule}]}
NODE
