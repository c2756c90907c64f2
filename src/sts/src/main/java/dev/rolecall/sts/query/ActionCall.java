package dev.rolecall.sts.query;

import dev.rolecall.sts.audit.AuditTrail;
import dev.rolecall.sts.http.HttpCall;

/**
 * One call of an action.
 *
 * @param trail for what is learnt of it
 */
public record ActionCall(HttpCall http, Parameters parameters, AuditTrail trail) {}
