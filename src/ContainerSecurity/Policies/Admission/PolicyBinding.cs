using ContainerSecurity.Cel.Values;

namespace ContainerSecurity.Policies.Admission;

/// <summary>What puts a policy into force: for which requests, with which parameters, and what is done about violations.</summary>
internal sealed record PolicyBinding(string Name, string PolicyKind, string PolicyName, IRequestMatch Match, Enforcement Enforcement)
{
    /// <summary>The parameters; null where the policy takes none.</summary>
    public ParameterChoice? Parameters { get; init; }

    /// <summary>Parameters that the binding itself holds, as Gatekeeper's constraints do.</summary>
    public CelValue OwnParameters { get; init; }

    /// <summary>Reads the actions of a binding or a Kyverno policy: the most binding one counts.</summary>
    public static Enforcement ReadActions(CelValue actions, Enforcement otherwise)
    {
        string[] words = actions.Texts();
        return words.Length == 0 ? otherwise
            : words.Contains("Deny") ? Enforcement.Deny
            : words.Contains("Warn") ? Enforcement.Warn
            : Enforcement.Audit;
    }
}
