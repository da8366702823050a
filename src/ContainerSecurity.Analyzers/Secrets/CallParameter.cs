using ContainerSecurity.Secrets.Names;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ContainerSecurity.Analyzers.Secrets;

/// <summary>
/// The parameter that an argument is given to. Only calls that may take a credential are looked up: binding each call
/// of a project would cost more than all the rest.
/// </summary>
/// <param name="Name">The parameter's name.</param>
/// <param name="Owner">The type whose member is called.</param>
/// <param name="IsOfLibrary">Whether the member is one of a library, and not of the project's own code.</param>
internal sealed record CallParameter(string Name, INamedTypeSymbol Owner, bool IsOfLibrary)
{
    /// <summary>Words in the names of methods and types that take credentials.</summary>
    private static readonly string[] CalleeWords =
    [
        "credential", "credentials", "password", "passwd", "derive", "pbkdf2", "login", "logon", "signin", "auth",
        "authenticate", "authentication", "authorize", "token", "secret", "securitykey", "signing", "hmac",
        "hmacsha256", "hmacsha512", "hmacsha1", "certificate", "pkcs12", "connect", "bind", "account", "apikey",
        "sasl", "ssh", "sftp", "scp", "ftp", "smtp", "ldap",
    ];

    private static readonly HashSet<string> Callees = new(StringComparer.OrdinalIgnoreCase)
    {
        "DirectoryEntry", "PrincipalContext", "ConnectionInfo", "CreateUser", "CreateUserAsync", "ValidateUser",
        "UseHttps", "SymmetricSecurityKey", "Pbkdf2", "RedisEndpoint", "AddJwtBearer", "HMACSHA256", "HMACSHA384",
        "HMACSHA512", "HMACSHA1", "Rfc2898DeriveBytes", "X509Certificate2", "X509Certificate", "LoadPkcs12",
        "LoadPkcs12FromFile",
    };

    /// <summary>Calls that are everywhere and take no credential.</summary>
    private static readonly HashSet<string> Harmless = new(StringComparer.Ordinal)
    {
        "That", "Equal", "AreEqual", "AreNotEqual", "EqualTo", "IsTrue", "True", "False", "Contains", "Contain",
        "StartsWith", "EndsWith", "Replace", "Split", "IndexOf", "WriteLine", "Write", "Append", "AppendLine",
        "AppendFormat", "Format", "Join", "Concat", "Parse", "TryParse", "Combine", "Be", "TestCase",
        "LogInformation", "LogWarning", "LogError", "LogDebug", "LogTrace", "ToString", "Regex", "IsMatch", "Matches",
        "ArgumentException", "InvalidOperationException", "NotSupportedException", "Trim", "ContainsKey",
        "TryGetValue", "GetValue", "GetString", "GetEnvironmentVariable",
    };

    /// <summary>Types that are made of a key.</summary>
    private static readonly HashSet<string> KeyTypes = new(StringComparer.Ordinal)
    {
        "SymmetricSecurityKey", "HMACMD5", "HMACSHA1", "HMACSHA256", "HMACSHA384", "HMACSHA512", "AzureKeyCredential",
        "ApiKeyCredential", "NamedKeyCredential", "AzureNamedKeyCredential",
    };

    private static readonly NameMemory<bool> Takers = new(c => Callees.Contains(c) || HasCalleeWord(c));

    /// <summary>Whether an argument's parameter is worth to be looked up by what is called.</summary>
    public static bool MayTakeCredential(string callee) => Takers.Of(callee);

    /// <summary>Whether an argument's parameter is worth to be looked up: by what is called, or because the text looks like a chosen password.</summary>
    public static bool MayTakeCredential(string? callee, string text) =>
        (callee is not null && MayTakeCredential(callee)) || (LooksChosen(text) && (callee is null || !Harmless.Contains(callee)));

    /// <summary>Whether a text is one that hardly anything but a password is: small letters with digits or symbols, without blanks.</summary>
    public static bool LooksChosen(string text)
    {
        if (text.Length is < 6 or > 64)
            return false;
        bool hasSmall = false, hasOther = false, hasAt = false;
        foreach (char c in text)
        {
            if (c is ' ' or '/' or '\\' or '{' or '<' or '\n' or ':' or '(' or '"' or '[' || (c == '.' && hasAt))
                return false;
            hasAt |= c == '@';
            hasSmall |= char.IsLower(c);
            hasOther |= !char.IsLetter(c) && c is not ('.' or '-' or '_' or ',');
        }
        return hasSmall && hasOther;
    }

    /// <summary>Looks the parameter up; null where the call cannot be bound.</summary>
    public static CallParameter? Find(ArgumentSyntax argument, SemanticModel model, CancellationToken cancellation)
    {
        if (argument.Parent is not ArgumentListSyntax { Parent: { } call } list)
            return null;
        SymbolInfo info = model.GetSymbolInfo(call, cancellation);
        if ((info.Symbol ?? info.CandidateSymbols.FirstOrDefault()) is not IMethodSymbol { ContainingType: { } owner } method || method.Parameters.Length == 0)
            return null;
        IParameterSymbol? parameter = argument.NameColon is { Name.Identifier.ValueText: var name }
            ? method.Parameters.FirstOrDefault(p => p.Name == name)
            : method.Parameters[Math.Min(list.Arguments.IndexOf(argument), method.Parameters.Length - 1)];
        return parameter is null ? null : new CallParameter(parameter.Name, owner, !method.Locations.Any(l => l.IsInSource));
    }

    /// <summary>What the parameter says of its value: some types take a key as their only purpose.</summary>
    public CodeNameKind Kind => CodeName.KindOf(Name) is var kind && kind != CodeNameKind.Password && IsKey ? CodeNameKind.Password
        : IsLookup(Name) ? CodeNameKind.Other
        : kind;

    /// <summary>Whether a parameter is the key under which something is looked up or kept, such as a setting, an entry of a cache or a service.</summary>
    public static bool IsLookup(string parameter)
    {
        if (string.Equals(parameter, "key", StringComparison.OrdinalIgnoreCase))
            return true;
        if (!parameter.EndsWith("Key", StringComparison.Ordinal))
            return false;
        var parts = new NameParts(parameter);
        while (parts.MoveNext())
            if (parts.IsOneOf(Kept))
                return true;
        return false;
    }

    /// <summary>What is kept under a key.</summary>
    private static readonly string[] Kept =
    [
        "service", "cache", "lookup", "config", "configuration", "setting", "settings", "resource", "route", "entry", "item", "map", "dictionary", "row",
        "partition", "primary", "foreign", "sort", "group", "object", "property", "metadata", "header", "option", "section", "registry", "translation",
        "localization", "message", "event", "hash", "index", "bucket", "blob", "storage", "session", "redis", "registration", "keyed", "idempotency", "dedup",
    ];

    /// <summary>Whether every text that is given there is a credential, by the meaning that a library gives its parameter.</summary>
    public bool IsCertain => IsOfLibrary || IsKey;

    private bool IsKey => Name == "key" ? KeyTypes.Contains(Owner.Name)
        : IsOfLibrary
            && (Owner.Name.EndsWith("Credential", StringComparison.Ordinal)
                || Owner.Name.EndsWith("Credentials", StringComparison.Ordinal))
            && CodeName.KindOf(Name) != CodeNameKind.Other;

    private static bool HasCalleeWord(string callee)
    {
        var parts = new NameParts(callee);
        while (parts.MoveNext())
            if (parts.IsOneOf(CalleeWords) || parts.EndsWithOneOf(["login", "auth"]))
                return true;
        return false;
    }
}
