/** TaskDefinition and what it is made of. */
@NullMarked
package dev.rolecall.kube.resource.taskdefinition;

import org.jspecify.annotations.NullMarked;
