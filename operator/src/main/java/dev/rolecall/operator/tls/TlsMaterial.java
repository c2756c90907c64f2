package dev.rolecall.operator.tls;

import dev.rolecall.identity.Secret;

/**
 * What a server needs.
 *
 * @param certificate PEM
 * @param key PEM, PKCS #8
 * @param bundle the PEM certificates that its clients trust
 */
public record TlsMaterial(String certificate, Secret key, String bundle) {}
