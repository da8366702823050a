using System.Runtime.CompilerServices;
using System.Text.Json;
using ContainerSecurity.Helm.Functions;
using ContainerSecurity.Helm.Templates.Values;
using Json.Schema;
using Json.Schema.Keywords;
using Json.Schema.Keywords.Draft201909;

namespace ContainerSecurity.Helm.Values.Schemas;

/// <summary>
/// Keywords that a schema cannot run away with: expressions are Go's and never go back, references are counted, and long
/// lists are not compared each with each.
/// </summary>
internal static class SchemaKeywords
{
    private const int MostReferences = 200_000;
    private const int LongestUniqueList = 5_000;

    /// <summary>A dialect with keywords of one run.</summary>
    public static Dialect Bounded(Dialect dialect)
    {
        var budget = new Budget();
        List<IKeywordHandler> handlers = [new Pattern(), new Patterns(), new Reference(budget), new UniqueItems()];
        if (dialect.Id == Dialect.Draft201909.Id)
            handlers.Add(new Recursive(budget));
        if (dialect.Id == Dialect.Draft202012.Id)
            handlers.Add(new Dynamic(budget));
        return dialect.With(handlers, dialect.Id);
    }

    private static System.Text.RegularExpressions.Regex Compile(string expression)
    {
        try
        {
            return RegularExpressions.Compile(expression);
        }
        catch (GoFunctionException failure)
        {
            throw new JsonSchemaException($"'{expression}' is not valid regex: {failure.Message}");
        }
    }

    private sealed class Budget
    {
        private int references;

        public void Take()
        {
            RuntimeHelpers.EnsureSufficientExecutionStack();
            if (++references > MostReferences)
                throw new JsonSchemaException($"it takes more than {MostReferences} steps");
        }
    }

    private sealed class Pattern : PatternKeyword
    {
        public override object? ValidateKeywordValue(JsonElement value)
        {
            if (value.ValueKind != JsonValueKind.String)
                throw new JsonSchemaException("'pattern' must be a text");
            return Compile(value.GetString()!);
        }
    }

    private sealed class Patterns : PatternPropertiesKeyword
    {
        public override object? ValidateKeywordValue(JsonElement value)
        {
            if (value.ValueKind != JsonValueKind.Object)
                throw new JsonSchemaException("'patternProperties' must be an object");
            return value.EnumerateObject().DistinctBy(p => p.Name).ToDictionary(p => p.Name, p => Compile(p.Name));
        }
    }

    private sealed class UniqueItems : UniqueItemsKeyword
    {
        public override KeywordEvaluation Evaluate(KeywordData keyword, EvaluationContext context)
        {
            if (context.Instance.ValueKind == JsonValueKind.Array && context.Instance.GetArrayLength() > LongestUniqueList)
                throw new JsonSchemaException($"a list of more than {LongestUniqueList} items is to have none twice");
            return base.Evaluate(keyword, context);
        }
    }

    private sealed class Reference(Budget budget) : RefKeyword
    {
        public override KeywordEvaluation Evaluate(KeywordData keyword, EvaluationContext context)
        {
            budget.Take();
            return base.Evaluate(keyword, context);
        }
    }

    private sealed class Recursive(Budget budget) : RecursiveRefKeyword
    {
        public override KeywordEvaluation Evaluate(KeywordData keyword, EvaluationContext context)
        {
            budget.Take();
            return base.Evaluate(keyword, context);
        }
    }

    private sealed class Dynamic(Budget budget) : Json.Schema.Keywords.Draft202012.DynamicRefKeyword
    {
        public override KeywordEvaluation Evaluate(KeywordData keyword, EvaluationContext context)
        {
            budget.Take();
            return base.Evaluate(keyword, context);
        }
    }
}
