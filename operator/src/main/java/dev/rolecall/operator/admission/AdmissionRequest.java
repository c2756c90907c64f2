package dev.rolecall.operator.admission;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What an API server asks (AdmissionReview of {@code admission.k8s.io/v1}).
 *
 * @param uid to be echoed
 * @param kind the object's kind
 * @param namespace empty for objects of the cluster
 * @param operation {@code CREATE}, {@code UPDATE}, ...
 * @param object the raw object; null where the operation has none
 * @param oldObject the raw object before an update; null where there is none
 */
public record AdmissionRequest(
    String uid,
    String kind,
    String namespace,
    String operation,
    JsonNode object,
    JsonNode oldObject) {}
