using ContainerSecurity.Rules.Access.Grants;

namespace ContainerSecurity.Rules.Access.Changes;

/// <summary>CSEC5039: roles do not delete or evict pods.</summary>
internal sealed class RbacEvictPods() : NamedGrantRule(new("CSEC5039", "rbac-evict-pods", Severity.Medium,
    "Role deletes or evicts pods",
    "Let the controllers that own pods delete them.")
{
    References = ["NIST SP 800-190 3.3.2"],
},
    new Grant("", ["pods"], ["delete", "deletecollection"]),
    new Grant("", ["pods/eviction"], ["create"]));
