namespace ContainerSecurity.Secrets.Names;

/// <summary>
/// What a name speaks of by its last word: in <c>TOKEN_FILE</c> of a file, in <c>passwordResetUrl</c> of an address, in <c>key.length</c> of a number.
/// The credential in such a name is what the thing is about; the value is none.
/// </summary>
internal static class NameSubject
{
    /// <summary>Where something is.</summary>
    private static readonly string[] Places =
    [
        "file", "filename", "path", "dir", "directory", "folder", "location", "url", "uri", "endpoint", "host", "port",
        "address", "server", "domain", "namespace", "store", "storage", "source", "mount", "volume", "keyring", "vault", "backend",
        "table", "column", "link", "page", "view", "screen", "callback", "repository", "bucket", "queue", "topic", "region", "zone",
    ];

    /// <summary>What something is called, and what it belongs to.</summary>
    private static readonly string[] Names =
    [
        "name", "id", "identifier", "guid", "uid", "arn", "cn", "ref", "reference", "alias", "accessor", "handle", "index",
        "idx", "label", "title", "issuer", "audience", "subject", "user", "username", "owner", "email", "role", "group", "scope",
        "claim", "header", "field", "attribute", "attr", "property", "prop", "parameter", "param", "variable", "var", "env", "environment",
        "option", "argument", "arg", "input",
    ];

    /// <summary>How long, how many, when.</summary>
    private static readonly string[] Measures =
    [
        "ttl", "expiry", "expiration", "expires", "expire", "expired", "timeout", "lifetime", "duration", "age", "period",
        "interval", "millis", "ms", "second", "minute", "hour", "day", "length", "len", "size", "count", "limit", "bits", "entropy", "created",
        "updated", "date", "at", "time", "timestamp", "validity", "leeway", "skew", "lease", "delay", "attempt", "retries", "tries", "threshold",
        "offset", "position", "level", "history", "usage", "use",
    ];

    /// <summary>Of what sort something is, and by what rules.</summary>
    private static readonly string[] Sorts =
    [
        "policy", "policies", "type", "kind", "format", "enabled", "enable", "disabled", "required", "optional",
        "algorithm", "alg", "algo", "rotation", "salt", "prefix", "suffix", "regex", "pattern", "mode", "version", "status",
        "state", "class", "method", "mechanism", "permission", "acl", "grant", "flow", "rule", "complexity", "encoding",
        "charset", "characters", "chars", "char", "alphabet", "separator", "delimiter", "visible", "visibility", "strategy", "strategies",
        "protocol", "provider", "from", "scheme", "security", "protection",
    ];

    /// <summary>What is made of a credential.</summary>
    private static readonly string[] Digests = ["checksum", "digest", "fingerprint", "thumbprint", "hashing", "md", "sha", "crc"];

    /// <summary>What people read.</summary>
    private static readonly string[] Messages =
    [
        "text", "message", "msg", "error", "exception", "warning", "warn", "placeholder", "hint", "prompt", "help", "description", "desc",
        "tooltip", "info", "button", "form", "dialog", "image", "icon", "missing", "failed", "failure", "mismatch", "long", "short", "weak",
        "strong", "notice", "caption", "heading", "question",
    ];

    /// <summary>Code that deals with credentials.</summary>
    private static readonly string[] Code =
    [
        "validator", "validation", "manager", "handler", "hasher", "encoder", "factory", "generator", "parser", "reader", "writer", "template",
        "request", "response", "reset", "helper", "plugin", "driver", "engine", "test", "command", "cmd", "config", "configuration",
        "settings", "service", "controller", "middleware", "adapter", "module", "component", "wrapper", "context", "listener",
        "event", "action", "resolver", "loader", "checker", "check", "query", "script", "startswith", "endswith", "contains",
        "icontains", "exact", "iexact", "isnull", "expression", "schema", "model", "entity", "dto", "spec", "cache", "filter",
        "binding", "review", "agent", "mgr", "mask", "map", "frame", "trigger", "code", "down", "up", "press",
    ];

    /// <summary>Words at the end that say how a value is written, so that the word before them tells.</summary>
    private static readonly string[] Transparent = ["string", "str"];

    /// <summary>The last word of Java's <c>KeySpec</c>, which leaves it to a <c>key</c> before it.</summary>
    private const string Spec = "spec";

    /// <summary>Words side by side that make a name one of something that is no secret: etcd's cluster has a token to tell it from
    /// others, and the key of a WebSocket's handshake is made anew for each.</summary>
    private static readonly (string[] First, string[] Second)[] Phrases =
    [
        (["initial"], ["cluster"]), (["websocket"], ["key"]), (["websocket"], ["accept"]),
    ];

    /// <summary>Gives words the roles that they have at the end of a name.</summary>
    public static NameLexicon WithSubjects(this NameLexicon words)
    {
        foreach (string[] about in (string[][])[Places, Names, Measures, Sorts, Digests, Messages, Code])
            words.With(NameRoles.About, about);
        foreach ((_, string[] behind) in Phrases)
            words.With(NameRoles.EndsPhrase, behind);
        return words.With(NameRoles.Transparent, Transparent).With(NameRoles.Spec, Spec);
    }

    /// <summary>Whether two words side by side say that the value is no credential.</summary>
    public static bool IsPhrase(in NameParts first, in NameParts second)
    {
        foreach ((string[] before, string[] behind) in Phrases)
            if (first.IsOneOf(before) && second.IsOneOf(behind))
                return true;
        return false;
    }
}
