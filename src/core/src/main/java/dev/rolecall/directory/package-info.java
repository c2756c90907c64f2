/**
 * What the broker knows of accounts, roles, providers and workloads. Implemented over a folder and
 * over informers.
 */
@NullMarked
package dev.rolecall.directory;

import org.jspecify.annotations.NullMarked;
