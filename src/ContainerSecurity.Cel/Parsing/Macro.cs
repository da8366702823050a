namespace ContainerSecurity.Cel.Parsing;

/// <summary>A call that the parser replaces by another expression.</summary>
internal sealed class Macro(string function, bool member, int arguments, Func<Call, Expr?> expand, string? receiver = null)
{
    public const int Any = -1;

    public string Function { get; } = function;
    /// <summary>The expression in place of the call; null where the call is an ordinary one after all.</summary>
    public Func<Call, Expr?> Expand { get; } = expand;

    public bool Fits(Expr? target, int count) =>
        (arguments == Any || arguments == count) && (receiver is null ? target is not null == member : target is Ident ident && ident.Name == receiver);

    /// <summary>The name of a variable that a macro introduces.</summary>
    public static string Variable(Expr argument) => argument switch
    {
        Ident { Name: var name }
            when name[0] != '.' => name == Comprehension.Accumulator
                ? throw new CelSyntaxException(argument.Position, "iteration variable overwrites accumulator variable")
                : name,
        _ => throw new CelSyntaxException(argument.Position, "argument must be a simple name"),
    };
}
