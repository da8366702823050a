namespace ContainerSecurity.Cel.Values;

/// <summary>What a value is while an expression runs.</summary>
public enum CelKind
{
    /// <summary>The null value.</summary>
    Null,
    /// <summary>True or false.</summary>
    Bool,
    /// <summary>A signed 64-bit integer.</summary>
    Int,
    /// <summary>An unsigned 64-bit integer.</summary>
    Uint,
    /// <summary>An IEEE 754 double.</summary>
    Double,
    /// <summary>A sequence of Unicode code points.</summary>
    String,
    /// <summary>A sequence of bytes.</summary>
    Bytes,
    /// <summary>An ordered sequence of values.</summary>
    List,
    /// <summary>Keys (bool, int, uint, string) and their values.</summary>
    Map,
    /// <summary>The type of a value.</summary>
    Type,
    /// <summary>A point in time with nanoseconds, years 0001 to 9999.</summary>
    Timestamp,
    /// <summary>A length of time with nanoseconds.</summary>
    Duration,
    /// <summary>A value that may be absent.</summary>
    Optional,
    /// <summary>A value of a library's or the caller's own type.</summary>
    Opaque,
    /// <summary>The evaluation failed here.</summary>
    Error,
    /// <summary>The value is not known yet.</summary>
    Unknown,
}
