using ContainerSecurity.Cel.Parsing;

namespace ContainerSecurity.Cel.Checking;

/// <summary>Deduces the type of each node, resolves names and overloads, and reports what does not fit.</summary>
internal sealed partial class Checker(string text, CelEnvironment environment)
{
    private readonly Substitution types = new();
    private readonly List<CelIssue> issues = [];
    /// <summary>The nodes of whose types not all is known yet.</summary>
    private readonly List<Expr> open = [];
    private readonly List<(string Name, CelType Type)> locals = [];
    private List<Expr>? literals;
    private string? lastRoot;
    private bool isNamespace;
    private int mixedLiterals;

    public static IReadOnlyList<CelIssue> Check(Expr expression, string text, CelEnvironment environment)
    {
        var checker = new Checker(text, environment);
        checker.Check(expression);
        foreach (Expr node in checker.open)
            node.Type = checker.types.Apply(node.Type!, freeToDyn: true);
        if (checker.issues.Count == 0 && checker.literals is { } literals)
            foreach (Expr literal in literals)
                LiteralValidator.FindMixed(literal, checker.Mismatch);
        return checker.issues.Count == 0 ? [] : checker.issues;
    }

    private void Report(Expr at, string message) => issues.Add(new CelIssue(text, at.Position, message));

    private CelType Check(Expr expression)
    {
        CelType type = expression switch
        {
            Literal literal => literal.Value.Type,
            Ident ident => CheckIdent(ident),
            Select select => CheckSelect(select),
            Call call => CheckCall(call),
            ListExpr list => CheckList(list),
            MapExpr map => CheckMap(map),
            StructExpr message => CheckStruct(message),
            Comprehension comprehension => CheckComprehension(comprehension),
            Block block => CheckBlock(block),
            _ => throw new InvalidOperationException($"There is no type for {expression.GetType().Name}."),
        };
        expression.Type = type;
        if (type.IsOpen)
            open.Add(expression);
        return type;
    }

    private CelType? FindLocal(string name)
    {
        for (int i = locals.Count - 1; i >= 0; i--)
            if (locals[i].Name == name)
                return locals[i].Type;
        return null;
    }

    private CelType CheckIdent(Ident ident)
    {
        if (FindLocal(ident.Name) is { } local)
            return local;
        if (TryResolve(ident, ident.Name) is { } type)
            return type;
        Report(ident, $"undeclared reference to '{ident.Name}' (in container '{environment.Container}')");
        return CelType.Error;
    }

    /// <summary>The type of a variable or type by its name in the container; writes what was found onto the node.</summary>
    private CelType? TryResolve(Ident ident, string name)
    {
        if (environment.Container.Length == 0 && name[0] != '.')
            return TryCandidate(ident, name);
        foreach (string candidate in Names.Candidates(environment.Container, name))
            if (TryCandidate(ident, candidate) is { } type)
                return type;
        return null;
    }

    private CelType? TryCandidate(Ident ident, string candidate)
    {
        if (environment.Variables.TryGetValue(candidate, out CelType? type))
        {
            ident.Resolved = candidate;
            return type;
        }
        if (environment.FindType(candidate) is not { } known)
            return null;
        ident.TypeConstant = known;
        return CelType.TypeOf(known);
    }

    private CelType CheckSelect(Select select)
    {
        if (!select.TestOnly && MayBeQualified(select) && QualifiedName(select) is { } name)
        {
            var qualified = new Ident(select.Position, name);
            if (TryResolve(qualified, name) is { } type)
            {
                select.Qualified = qualified;
                return type;
            }
        }
        CelType field = CheckField(select, Check(select.Operand), select.Field, optional: false);
        return select.TestOnly ? CelType.Bool : field;
    }

    /// <summary>Whether a chain of selections may spell a name that is declared: without a provider, only where one starts as it does.</summary>
    private bool MayBeQualified(Select select)
    {
        if (environment.TypeProvider is not null || environment.Container.Length > 0)
            return true;
        Expr root = select.Operand;
        while (root is Select { TestOnly: false } inner)
            root = inner.Operand;
        if (root is not Ident { Name: var name })
            return false;
        if (!ReferenceEquals(name, lastRoot))
            (lastRoot, isNamespace) = (name, name[0] == '.' || environment.IsNamespace(name));
        return isNamespace;
    }

    /// <summary>The dotted name that a chain of selections spells, unless it starts at a local variable.</summary>
    private string? QualifiedName(Expr expression) => expression switch
    {
        Ident ident => FindLocal(ident.Name) is null ? ident.Name : null,
        Select { TestOnly: false } select when QualifiedName(select.Operand) is { } prefix => prefix + "." + select.Field,
        _ => null,
    };

    private CelType CheckField(Expr at, CelType operand, string field, bool optional)
    {
        CelType target = types.Apply(operand, freeToDyn: false);
        if (target.IsOptional)
        {
            optional = true;
            target = types.Apply(target.Items[0], freeToDyn: false);
        }
        CelType result;
        switch (target.TypeKind)
        {
            case CelTypeKind.Dyn:
                result = CelType.Dyn;
                break;
            case CelTypeKind.Error:
                return CelType.Error;
            case CelTypeKind.Map:
                result = target.Items[1];
                break;
            case CelTypeKind.Parameter:
                types.IsAssignable(CelType.Dyn, target);
                result = CelType.Dyn;
                break;
            case CelTypeKind.Object when environment.TypeProvider is { } provider:
                if (provider.FindField(target.Name, field) is not { } found)
                {
                    Report(at, $"undefined field '{field}'");
                    return CelType.Error;
                }
                result = found;
                break;
            default:
                Report(at, $"type '{target}' does not support field selection");
                return CelType.Error;
        }
        return optional && !result.IsOptional ? CelType.Optional(result) : result;
    }

    private CelType Join(Expr at, CelType? before, CelType now)
    {
        if (before is null)
            return now;
        if (types.IsAssignable(before, now))
            return now.TypeKind == CelTypeKind.Null ? before : before.TypeKind == CelTypeKind.Null ? now : Substitution.MostGeneral(before, now);
        if (!environment.HomogeneousLiterals)
            return CelType.Dyn;
        Mismatch(at, before, now);
        return CelType.Error;
    }

    private void Mismatch(Expr at, CelType expected, CelType found) =>
        Report(at, $"expected type '{types.Apply(expected, true)}' but found '{types.Apply(found, true)}'");

    private void Expect(Expr expression, CelType expected)
    {
        if (!types.IsAssignable(expected, expression.Type!))
            Mismatch(expression, expected, expression.Type!);
    }

    private CelType OptionalContent(Expr expression, CelType type)
    {
        type = types.Apply(type, freeToDyn: false);
        if (type.IsOptional)
            return type.Items[0];
        if (!type.IsDynOrError)
            Mismatch(expression, CelType.Optional(type), type);
        return CelType.Dyn;
    }
}
