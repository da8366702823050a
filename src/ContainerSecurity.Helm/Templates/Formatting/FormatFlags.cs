namespace ContainerSecurity.Helm.Templates.Formatting;

/// <summary>What stands between the percent sign and the verb.</summary>
internal struct FormatFlags
{
    public bool IsSharp { get; set; }

    public bool IsZero { get; set; }

    public bool HasPlus { get; set; }

    public bool IsLeft { get; set; }

    public bool HasSpace { get; set; }

    /// <summary>Whether values are written as in Go's source: <c>%#v</c>.</summary>
    public bool IsSource { get; set; }

    /// <summary>The number of characters to fill; null for none.</summary>
    public int? Width { get; set; }

    /// <summary>The digits or characters wanted; null for none.</summary>
    public int? Precision { get; set; }
}
