namespace ContainerSecurity.Analyzers.Secrets;

/// <summary>What a name in code says of the text it is given.</summary>
internal enum CodeNameKind
{
    /// <summary>It is no credential.</summary>
    Other,

    /// <summary>It is a key or a token, which machines choose: only random text is one.</summary>
    Token,

    /// <summary>It may be a password, by a word that means other things too, such as <c>pass</c>.</summary>
    MaybePassword,

    /// <summary>It is a password, and so is every text that does not stand for another.</summary>
    Password,
}
