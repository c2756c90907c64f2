package dev.rolecall.agent.guard.report;

import dev.rolecall.agent.guard.rules.SetElement;
import dev.rolecall.agent.guard.rules.Stop;
import java.util.Optional;

/**
 * Packets of one kind that were stopped since the last look.
 *
 * @param offender by which interface and from which address; empty where it is not known
 * @param packets how many
 */
record Stopped(Stop stop, Optional<SetElement> offender, long packets) {}
