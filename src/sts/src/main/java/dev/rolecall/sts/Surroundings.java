package dev.rolecall.sts;

import dev.rolecall.audit.AuditSink;
import dev.rolecall.session.MasterKeys;
import dev.rolecall.sts.audit.EventRecorder;
import dev.rolecall.token.DocumentFetcher;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.function.Supplier;

/** What the decisions need of the world. */
record Surroundings(
    Clock clock,
    SecureRandom random,
    Supplier<MasterKeys> sessionKeys,
    DocumentFetcher documents,
    AuditSink audit,
    EventRecorder events,
    Supplier<String> requestIds) {}
