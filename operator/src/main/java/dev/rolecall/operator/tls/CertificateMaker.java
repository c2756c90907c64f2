package dev.rolecall.operator.tls;

/** Who makes the certificates of the webhooks and of sts. */
public enum CertificateMaker {
  /** The operator, from an authority of its own. */
  OPERATOR,
  /** cert-manager: the operator reads what that writes into Secrets. */
  CERT_MANAGER
}
