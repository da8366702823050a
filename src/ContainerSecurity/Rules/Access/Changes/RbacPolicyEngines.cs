using ContainerSecurity.Rules.Access.Grants;

namespace ContainerSecurity.Rules.Access.Changes;

/// <summary>CSEC5033: roles do not change the policies of Gatekeeper and Kyverno.</summary>
internal sealed class RbacPolicyEngines() : NamedGrantRule(new("CSEC5033", "rbac-policy-engines", Severity.High,
    "Role changes the policy engine",
    "Leave the engine's policies to cluster administrators.")
{
    References = ["NIST SP 800-190 3.3.1"],
},
    new Grant("templates.gatekeeper.sh", ["constrainttemplates"], Grant.Write),
    new Grant("mutations.gatekeeper.sh", ["assign", "assignmetadata", "assignimage", "modifyset"], Grant.Write),
    new Grant("config.gatekeeper.sh", ["configs"], Grant.Write),
    new Grant("kyverno.io", ["clusterpolicies", "policies", "policyexceptions"], Grant.Write));
