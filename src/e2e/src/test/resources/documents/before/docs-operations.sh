kubectl create deployment nothing --image=none -n acme
kubectl get secret rolecall-session-keys -n rolecall-system
