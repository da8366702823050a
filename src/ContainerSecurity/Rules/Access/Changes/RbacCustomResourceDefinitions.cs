using ContainerSecurity.Rules.Access.Grants;

namespace ContainerSecurity.Rules.Access.Changes;

/// <summary>CSEC5034: roles do not change custom resource definitions.</summary>
internal sealed class RbacCustomResourceDefinitions() : NamedGrantRule(new("CSEC5034", "rbac-custom-resource-definitions", Severity.Medium,
    "Role changes custom resource definitions",
    "Let the pipeline that installs an operator change its definitions, by resourceNames.")
{
    References = ["NIST SP 800-190 3.3.1"],
}, new Grant("apiextensions.k8s.io", ["customresourcedefinitions"], Grant.Write));
