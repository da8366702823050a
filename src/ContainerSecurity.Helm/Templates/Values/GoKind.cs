namespace ContainerSecurity.Helm.Templates.Values;

/// <summary>The kinds of Go's types that templates meet.</summary>
internal enum GoKind
{
    /// <summary>No value at all, such as what a missing key gives.</summary>
    Invalid,

    /// <summary>The nil of an interface; other values are taken out of theirs.</summary>
    Interface,

    /// <summary>Truth values.</summary>
    Bool,

    /// <summary>Signed integers.</summary>
    Int,

    /// <summary>Unsigned integers.</summary>
    Uint,

    /// <summary>Floating-point numbers.</summary>
    Float,

    /// <summary>Complex numbers.</summary>
    Complex,

    /// <summary>Texts.</summary>
    String,

    /// <summary>Lists.</summary>
    Slice,

    /// <summary>Maps.</summary>
    Map,

    /// <summary>Functions.</summary>
    Func,

    /// <summary>Structures with fields and methods.</summary>
    Object,

    /// <summary>The type <c>reflect.Value</c> of a parameter, which takes anything, missing values too.</summary>
    Reflected,

    /// <summary>What is not known, nor its kind.</summary>
    Unknown,
}
