cat >role.yaml <<'ROLE'
apiVersion: rolecall.dev/v1alpha1
kind: IAMRole
metadata: {name: limited, namespace: acme}
spec:
  permissionBoundary: limits
  trustPolicy:
    Version: "2012-10-17"
    Statement: {Effect: Allow, Principal: {Service: pods.eks.amazonaws.com}, Action: ["sts:AssumeRole", "sts:TagSession"]}
ROLE
