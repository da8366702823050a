namespace ContainerSecurity.Secrets.Values;

/// <summary>How a value is written, and so how sure it is that it is a text and no expression.</summary>
internal enum ValueForm
{
    /// <summary>Without quotes, where it may be code or prose as well.</summary>
    Bare,

    /// <summary>Within quotes.</summary>
    Quoted,

    /// <summary>A value for certain: of a variable, an XML element, a connection string, a rule's field.</summary>
    Certain,
}
