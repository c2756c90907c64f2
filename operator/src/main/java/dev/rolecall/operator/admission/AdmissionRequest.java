package dev.rolecall.operator.admission;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rolecall.operator.access.Requester;

/**
 * What an API server asks (AdmissionReview of {@code admission.k8s.io/v1}).
 *
 * @param uid to be echoed
 * @param kind the object's kind
 * @param subresource {@code ephemeralcontainers}; empty for the object itself
 * @param namespace empty for objects of the cluster
 * @param operation {@code CREATE}, {@code UPDATE}, ...
 * @param object the raw object; null where the operation has none
 * @param oldObject the raw object before an update; null where there is none
 * @param requester who asks
 */
public record AdmissionRequest(
    String uid,
    String kind,
    String subresource,
    String namespace,
    String operation,
    JsonNode object,
    JsonNode oldObject,
    Requester requester) {}
