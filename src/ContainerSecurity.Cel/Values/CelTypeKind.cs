namespace ContainerSecurity.Cel.Values;

/// <summary>The families of types that the checker tells apart.</summary>
public enum CelTypeKind
{
    /// <summary>Any value; checked only while the expression runs.</summary>
    Dyn,
    /// <summary>The type of an expression with an error.</summary>
    Error,
    /// <summary>null_type.</summary>
    Null,
    /// <summary>bool.</summary>
    Bool,
    /// <summary>int.</summary>
    Int,
    /// <summary>uint.</summary>
    Uint,
    /// <summary>double.</summary>
    Double,
    /// <summary>string.</summary>
    String,
    /// <summary>bytes.</summary>
    Bytes,
    /// <summary>google.protobuf.Timestamp.</summary>
    Timestamp,
    /// <summary>google.protobuf.Duration.</summary>
    Duration,
    /// <summary>list(T).</summary>
    List,
    /// <summary>map(K, V).</summary>
    Map,
    /// <summary>type(T).</summary>
    Type,
    /// <summary>A type with named fields, which a <see cref="ICelTypeProvider"/> knows.</summary>
    Object,
    /// <summary>A type without fields, maybe with parameters, such as optional_type(T).</summary>
    Opaque,
    /// <summary>A wrapper: T or null.</summary>
    Wrapper,
    /// <summary>A type parameter of a function.</summary>
    Parameter,
}
