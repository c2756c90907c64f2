/** The actions of STS, a class each: their parameters, who may, their results. */
@NullMarked
package dev.rolecall.sts.action;

import org.jspecify.annotations.NullMarked;
