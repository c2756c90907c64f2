touch my-values.yaml
