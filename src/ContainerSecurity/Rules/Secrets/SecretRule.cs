using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Code;
using ContainerSecurity.Secrets;

namespace ContainerSecurity.Rules.Secrets;

/// <summary>A rule over the secrets of some kinds in the text of any resource. What a rule over names and takers reports is left to that one.</summary>
/// <param name="descriptor">The rule's description.</param>
/// <param name="kinds">The kinds of secrets.</param>
internal abstract class SecretRule(RuleDescriptor descriptor, params SecretKind[] kinds) : Rule(descriptor), IJudges<Resource>
{
    public void Judge(Resource resource, RuleContext context)
    {
        foreach (SecretPlace place in context.Secrets)
            if (Array.IndexOf(kinds, place.Secret.Kind) >= 0 && !place.IsHandedOver(resource) && !context.Ledger.IsTold(place))
                context.Report(place, $"{resource} holds a secret in plain text: {place}. {Descriptor.Remediation}");
    }

    /// <summary>The ID of the rule over a kind of secrets; null where none is.</summary>
    internal static string? IdOf(SecretKind kind) => kind switch
    {
        SecretKind.Token or SecretKind.Credential => HardCodedSecret.Id,
        SecretKind.PrivateKey => PrivateKey.Id,
        SecretKind.ConnectionString => ConnectionStringPassword.Id,
        _ => null,
    };
}
