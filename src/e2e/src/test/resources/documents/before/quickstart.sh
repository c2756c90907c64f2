# No controller makes them.
for namespace in acme globex platform; do
  kubectl create namespace $namespace
  kubectl create serviceaccount default -n $namespace
done
until kubectl apply -R -f examples/quickstart; do sleep 1; done
for namespace in acme globex platform; do
  until kubectl get namespace $namespace -o yaml | grep -q 'rolecall.dev/account:'; do sleep 0.2; done
done
