package dev.rolecall.availability;

import dev.rolecall.availability.fault.Fault;
import dev.rolecall.availability.load.Tally;

/**
 * What a fault did.
 *
 * @param tally of the pods that had credentials when it began, until all was well
 * @param failing seconds from its beginning to the end of the last failure that one of them saw; 0
 *     where there was none
 * @param newPod seconds until a pod had credentials that was created after it
 * @param ready seconds from its beginning until every program was ready
 */
record Result(Fault fault, Tally tally, double failing, double newPod, double ready) {}
