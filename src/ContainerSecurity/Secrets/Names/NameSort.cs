namespace ContainerSecurity.Secrets.Names;

/// <summary>What a name says of its value.</summary>
internal enum NameSort
{
    /// <summary>It is no credential.</summary>
    Other,

    /// <summary>It may be a key or a token, if it looks like one.</summary>
    Vague,

    /// <summary>It is a key or a token, which machines choose.</summary>
    Token,

    /// <summary>It is a password, which people may have chosen.</summary>
    Password,
}
