cp examples/import-ecs/web.json web.json
kubectl create namespace shop --dry-run=client -o yaml | kubectl apply -f -
