namespace ContainerSecurity.Documents.Yaml;

/// <summary>One token: a slice of the text, with the marks that a later colon puts on it.</summary>
internal struct YamlToken
{
    public YamlTokenKind Kind;

    /// <summary>How a scalar is written.</summary>
    public YamlScalarForm Form;

    /// <summary>Whether a scalar's text is a slice of the source: nothing is folded and nothing escaped.</summary>
    public bool IsSlice;

    /// <summary>Whether a block sequence begins before this token.</summary>
    public bool OpensSequence;

    /// <summary>Whether a block mapping begins before this token.</summary>
    public bool OpensMapping;

    /// <summary>Whether this token begins a key.</summary>
    public bool IsKey;

    /// <summary>The level of flow collections at which this token may still turn out to begin a key; -1 where it cannot.</summary>
    public int KeyLevel;

    public int Start;
    public int End;

    /// <summary>The line of <see cref="Start"/>, from 1.</summary>
    public int Line;

    /// <summary>The column of <see cref="Start"/> in UTF-16 units, from 1.</summary>
    public int Column;

    /// <summary>Of a block scalar: its indentation. Of a directive or a tag: where its first part ends.</summary>
    public int Detail;

    /// <summary>Of a block scalar: where the line behind its header begins.</summary>
    public int Content;

    /// <summary>Of a block scalar: what becomes of its last line breaks; less than 0 strips, more keeps.</summary>
    public sbyte Chomping;
}
