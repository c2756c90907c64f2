package dev.rolecall.operator;

/** Settings in which {@link StartupChecks} found no problem. */
record CheckedConfig(OperatorConfig get) {}
