using ContainerSecurity.Documents;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Code;
using ContainerSecurity.Secrets;

namespace ContainerSecurity.Rules.Secrets;

/// <summary>
/// Says which rule speaks of which secret, so that each is reported once. What a name or a taker tells is reported by
/// the rules over these; the rules over secrets of any text leave out what those report, and nothing else.
/// </summary>
/// <param name="resources">What stands in one text or project, and so is looked at together.</param>
/// <param name="context">Finds the secrets, and knows which rules run.</param>
internal sealed class SecretLedger(IReadOnlyList<Resource> resources, RuleContext context)
{
    private static readonly ILookup<(string, object), ToldCredential> Nothing =
        Array.Empty<ToldCredential>().ToLookup(c => (c.Named.RuleId, c.Named.Subject));

    private readonly Dictionary<DocumentNode, IReadOnlyList<SecretPlace>> secrets = [];
    private readonly Dictionary<SecretFinding, Resource> holders = [];
    private readonly HashSet<SecretFinding> told = [];
    private ILookup<(string Rule, object Subject), ToldCredential>? credentials;

    /// <summary>Whether a resource is one of those that are looked at.</summary>
    public bool Concerns(Resource resource) =>
        resource.Together is { } together ? ReferenceEquals(together, resources) : resources.Count == 1 && ReferenceEquals(resources[0], resource);

    /// <summary>The secrets in the text of a resource, looked for once; an object with several pods is one text.</summary>
    public IReadOnlyList<SecretPlace> SecretsOf(Resource resource)
    {
        if (!secrets.TryGetValue(resource.Node, out IReadOnlyList<SecretPlace>? known))
            secrets.Add(resource.Node, known = resource is SourceCode code ? code.Secrets : Own(resource));
        return known;
    }

    /// <summary>The secrets of a resource without those of the objects inside of it.</summary>
    private IReadOnlyList<SecretPlace> Own(Resource resource)
    {
        IReadOnlyList<SecretPlace> found = SecretPlace.In(resource, context.SecretsFinder);
        DocumentNode[] inner = found.Count == 0 ? [] : [.. resources.Select(r => r.Node).Where(n => n != resource.Node && IsWithin(n, resource.Node))];
        return inner.Length == 0 ? found : [.. found.Where(s => !Array.Exists(inner, n => Holds(n, s.Location)))];
    }

    private static bool IsWithin(DocumentNode node, DocumentNode outer)
    {
        DocumentNode? at = node.Parent;
        while (at is not null && at != outer)
            at = at.Parent;
        return at is not null;
    }

    private static bool Holds(DocumentNode node, DocumentLocation place) =>
        node.File.IsObject || node.IsAssembled
            ? place.Path.StartsWith(node.Path, StringComparison.Ordinal)
            : node.Span.Holds(place.Span.Line, place.Span.Column);

    /// <summary>What a rule reports of a subject.</summary>
    public IEnumerable<ToldCredential> Of(string rule, object subject) => (credentials ??= Read())[(rule, subject)];

    /// <summary>Whether a rule over names and takers reports a secret.</summary>
    public bool IsTold(SecretPlace secret)
    {
        credentials ??= Read();
        return told.Contains(secret.Secret);
    }

    private ILookup<(string, object), ToldCredential> Read()
    {
        IReadOnlyList<NamedCredential> named = CredentialOwners.Choose([.. resources.SelectMany(r => CredentialSearch.In(r, context))], resources);
        if (named.Count == 0)
            return Nothing;
        var held = new CredentialPlaces(named, context.SecretsFinder);
        foreach (Resource resource in resources)
            foreach (SecretPlace secret in SecretsOf(resource))
            {
                int known = holders.Count;
                holders[secret.Secret] = holders.TryGetValue(secret.Secret, out Resource? first) ? first : resource;
                if (holders.Count > known)
                    held.Take(secret);
            }
        var all = new List<ToldCredential>();
        foreach (CredentialPlace place in held.All)
            if ((place.Secrets.Count > 0 || !held.IsRepeated(place)) && Tell(place.Named, place.Secrets) is { } one)
                all.Add(one);
        return all.ToLookup(c => (c.Named.RuleId, c.Named.Subject));
    }

    /// <summary>Decides what a rule says of a credential; null for nothing, because another rule says more, or it does not run.</summary>
    private ToldCredential? Tell(NamedCredential credential, List<SecretPlace> found)
    {
        if (!credential.IsInItsPlace && !context.Runs(credential.RuleId, credential.Resource))
            return null;
        SecretPlace[] own = [.. found.Where(credential.Tells)];
        if (own.Length == 0 && (credential.NeedsSecret || found.Exists(IsReported)))
            return null;
        foreach (SecretPlace secret in own)
            told.Add(secret.Secret);
        return new ToldCredential(credential, own);
    }

    /// <summary>Whether the rule over secrets of its kind reports a secret that no other rule does.</summary>
    private bool IsReported(SecretPlace secret) =>
        SecretRule.IdOf(secret.Secret.Kind) is { } rule && context.Runs(rule, holders[secret.Secret]);
}
