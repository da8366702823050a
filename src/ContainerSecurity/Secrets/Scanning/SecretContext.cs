namespace ContainerSecurity.Secrets.Scanning;

/// <summary>The surroundings that a pattern without a format of its own goes by.</summary>
internal enum SecretContext
{
    /// <summary>None: the format tells.</summary>
    Anywhere,

    /// <summary>The value of a name that calls it a token or a key.</summary>
    Token,

    /// <summary>The value of a name that calls it a password.</summary>
    Password,

    /// <summary>A password or key in a connection string.</summary>
    ConnectionString,
}
