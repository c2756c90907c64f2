package dev.rolecall.e2e.access;

import java.util.List;

/** A service account as the API server's authorization knows it. */
record ServiceAccountName(String namespace, String name) {
  String user() {
    return "system:serviceaccount:" + namespace + ":" + name;
  }

  List<String> groups() {
    return List.of(
        "system:serviceaccounts", "system:serviceaccounts:" + namespace, "system:authenticated");
  }
}
