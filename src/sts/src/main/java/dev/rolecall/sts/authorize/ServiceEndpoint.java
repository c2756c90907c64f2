package dev.rolecall.sts.authorize;

import dev.rolecall.sts.audit.AuditTrail;
import dev.rolecall.sts.authorize.asking.AskingService;
import dev.rolecall.sts.http.HttpAnswer;
import dev.rolecall.sts.http.HttpCall;

/** Answers calls of services that proved who they are. */
@FunctionalInterface
public interface ServiceEndpoint {
  /**
   * @param trail to be recorded, once
   */
  HttpAnswer answer(AskingService service, HttpCall call, AuditTrail trail);
}
