using ContainerSecurity.Analyzers.Projection;
using ContainerSecurity.Secrets.Names;

namespace ContainerSecurity.Analyzers.Judging;

/// <summary>
/// What a Secret of code holds that is none: names of users, addresses of servers. Code that fills a Secret mostly takes the password from elsewhere
/// and writes these beside it.
/// </summary>
internal static class SecretData
{
    private static readonly string[] Fields = ["data", "stringData"];

    /// <summary>What a key is called, at its end, whose value is known to many.</summary>
    private static readonly string[] Open =
    [
        "user", "username", "login", "account", "host", "hostname", "server", "port", "url", "uri", "endpoint", "address", "database", "db", "dbname",
        "schema", "name", "email", "region", "bucket", "issuer", "audience", "tenant", "driver", "engine", "environment", "namespace", "version",
    ];

    /// <summary>Makes unknown what is no secret.</summary>
    public static void Forget(MappingDraft secret)
    {
        foreach (string field in Fields)
            if (secret[field] is MappingDraft data)
                foreach ((string key, Draft value) in data.Entries.ToArray())
                    if (value is ScalarDraft { IsNull: false } known && IsOpen(key, known.Text))
                        data.Set(key, data.KeyOriginOf(key) ?? value.Origin, new UnknownDraft(value.Origin));
    }

    private static bool IsOpen(string key, string value) =>
        Uri.TryCreate(value, UriKind.Absolute, out Uri? address) && value.Contains("://")
            ? address.UserInfo.IndexOf(':') < 0 && address.Query.Length == 0
            : SecretName.KindOf(key) == SecretNameKind.Other && EndsOpen(key);

    private static bool EndsOpen(string key)
    {
        bool isOpen = false;
        var parts = new NameParts(key);
        while (parts.MoveNext())
            isOpen = parts.IsOneOf(Open);
        return isOpen;
    }
}
