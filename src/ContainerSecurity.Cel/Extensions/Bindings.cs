using ContainerSecurity.Cel.Parsing;

namespace ContainerSecurity.Cel.Extensions;

/// <summary>The extension <c>bindings</c>: <c>cel.bind(name, value, expression)</c>; and blocks, which optimisers and tests write.</summary>
internal static class Bindings
{
    public static CelLibrary Create() => new CelLibrary("bindings").Macro(new Macro("bind", true, 3,
        c => Bind(c.Position, Macro.Variable(c.Arguments[0]), c.Arguments[1], c.Arguments[2]), receiver: "cel"));

    public static Comprehension Bind(int at, string name, Expr value, Expr result) =>
        new(
            at,
            ComprehensionShape.Bind,
            new ListExpr(at, [], null),
            Comprehension.Unused,
            null,
            name,
            value,
            new Literal(at, CelValue.False),
            new Ident(at, name),
            result);

    public static CelLibrary CreateBlocks() => new CelLibrary("block").Macro(
        new Macro("block", true, 2, c => c.Arguments[0] is ListExpr { Optional: null } list
            ? new Block(
                c.Position,
                list.Items,
                c.Arguments[1]) : throw new CelSyntaxException(
                    c.Position, "cel.block requires the first arg to be a list literal"), receiver: "cel"),
        new Macro("index", true, 1, c => new Ident(c.Position, "@index" + Index(c, 0)), receiver: "cel"),
        new Macro("iterVar", true, 2, c => new Ident(c.Position, $"@it:{Index(c, 0)}:{Index(c, 1)}"), receiver: "cel"),
        new Macro("accuVar", true, 2, c => new Ident(c.Position, $"@ac:{Index(c, 0)}:{Index(c, 1)}"), receiver: "cel"));

    private static long Index(Call call, int argument) => call.Arguments[argument] is Literal { Value: { IsInt: true, Bits: >= 0 and var index } }
        ? index : throw new CelSyntaxException(call.Position, $"cel.{call.Function} requires a single non-negative int constant arg");
}
