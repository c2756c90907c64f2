"""Prints the path of each member of RegisterTaskDefinition in the ECS model of the installed botocore, and of its answer."""
import botocore.session

service = botocore.session.get_session().get_service_model("ecs")


def paths(shape, prefix=""):
    for name, member in shape.members.items():
        path = prefix + name
        yield path
        element = member.member if member.type_name == "list" else member
        if element.type_name == "structure":
            yield from paths(element, path + ("[]." if member.type_name == "list" else "."))


request = service.operation_model("RegisterTaskDefinition").input_shape
answer = service.operation_model("DescribeTaskDefinition").output_shape.members["taskDefinition"]
print("\n".join(sorted({*paths(request), *answer.members})))
