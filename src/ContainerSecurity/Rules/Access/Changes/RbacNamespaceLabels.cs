using ContainerSecurity.Rules.Access.Grants;

namespace ContainerSecurity.Rules.Access.Changes;

/// <summary>CSEC5036: roles do not change namespaces, whose labels hold the Pod Security level.</summary>
internal sealed class RbacNamespaceLabels() : NamedGrantRule(new("CSEC5036", "rbac-namespace-labels", Severity.High,
    "Role changes namespaces",
    "Leave the labels of namespaces to cluster administrators.")
{
    References = ["NIST SP 800-190 3.3.1"],
}, new Grant("", ["namespaces"], ["update", "patch"]));
