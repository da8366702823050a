using ContainerSecurity.Documents;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Code;
using ContainerSecurity.Secrets;

namespace ContainerSecurity.Rules.Secrets;

/// <summary>A credential that a name or a taker tells, whatever its value looks like, and the rule that speaks of it.</summary>
/// <param name="RuleId">The rule.</param>
/// <param name="Resource">The resource that the rule judges.</param>
/// <param name="Subject">The part of it that the rule judges: an instruction, a container, or the resource itself.</param>
/// <param name="Location">Where the value stands; null where it was never written.</param>
/// <param name="Value">The value, as far as it is known.</param>
internal sealed record NamedCredential(string RuleId, Resource Resource, object Subject, DocumentLocation? Location, string Value)
{
    /// <summary>All kinds of secrets that are told to people.</summary>
    public static readonly IReadOnlyList<SecretKind> AllKinds = [SecretKind.Credential, SecretKind.Token, SecretKind.PrivateKey, SecretKind.ConnectionString];

    /// <summary>What the message names; empty where it names the secret itself.</summary>
    public string Name { get; init; } = "";

    /// <summary>What the rule says of it, given what is named.</summary>
    public Func<string, Message> Said { get; init; } = _ => "";

    /// <summary>The field of which one finding names all credentials that no secret is known of; null where each has its own.</summary>
    public DocumentLocation? Group { get; init; }

    /// <summary>Whether all that stands at its place is the value. Where other text stands there too, the secrets of the same characters are its own.</summary>
    public bool IsWhole { get; init; }

    /// <summary>Whether the whole field is pointed at where it is one line and one secret stands in it: that is what a person changes.</summary>
    public bool IsField { get; init; }

    /// <summary>Whether the value is where such values belong, so that its secrets are nobody else's business where the rule is off.</summary>
    public bool IsInItsPlace { get; init; }

    /// <summary>Whether nothing but the secret in it makes it a credential.</summary>
    public bool NeedsSecret { get; init; }

    /// <summary>
    /// The kinds of secrets that the rule speaks of. Those of other kinds in the value are reported by their own rule,
    /// which says more, and then this one says nothing.
    /// </summary>
    public IReadOnlyList<SecretKind> Kinds { get; init; } = [SecretKind.Credential];

    /// <summary>Whether the rule speaks of a secret in the value.</summary>
    public bool Tells(SecretPlace secret) => Kinds.Contains(secret.Secret.Kind);
}
