using ContainerSecurity.Documents;
using ContainerSecurity.Resources.Code;

namespace ContainerSecurity.Rules.Secrets;

/// <summary>A credential that a rule reports: at each of its secrets, or by its name where no secret is known in it.</summary>
/// <param name="Named">The credential.</param>
/// <param name="Secrets">The secrets in its value.</param>
internal sealed record ToldCredential(NamedCredential Named, IReadOnlyList<SecretPlace> Secrets)
{
    /// <summary>Reports credentials by the running rule.</summary>
    public static void Report(IEnumerable<ToldCredential> credentials, RuleContext context)
    {
        List<ToldCredential>? groups = null;
        foreach (ToldCredential credential in credentials)
        {
            foreach (SecretPlace secret in credential.Secrets)
                context.Report(
                    new Place(credential.PlaceOf(secret)),
                    credential.Named.Said(credential.Named.Name.Length > 0 ? credential.Named.Name : secret.ToString()));
            if (credential.Secrets.Count > 0)
                continue;
            if (credential.Named.Group is null)
                context.Report(new Place(credential.Named.Location), credential.Named.Said(credential.Named.Name));
            else
                (groups ??= []).Add(credential);
        }
        if (groups is null)
            return;
        foreach (IGrouping<string, NamedCredential> group in groups.Select(g => g.Named).GroupBy(n => n.Group!.Path))
            context.Report(new Place(group.First().Group), group.First().Said(string.Join(", ", group.Select(n => n.Name).Distinct())));
    }

    private DocumentLocation PlaceOf(SecretPlace secret)
    {
        DocumentLocation field = Named.Location!;
        return Named.IsField && Secrets.Count == 1 && field.Span.Line == secret.Location.Span.Line && field.Span.EndLine == field.Span.Line
            ? field
            : secret.Location with { Path = field.Path };
    }

    private sealed record Place(DocumentLocation? Location) : ILocated;
}
