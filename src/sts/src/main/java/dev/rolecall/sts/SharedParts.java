package dev.rolecall.sts;

import dev.rolecall.session.SessionPolicies;
import dev.rolecall.sts.assume.ClusterTokens;
import dev.rolecall.sts.assume.Steps;
import dev.rolecall.sts.audit.Auditor;

/** What several doors decide by. */
record SharedParts(ClusterTokens tokens, Steps steps, SessionPolicies sessions, Auditor auditor) {}
