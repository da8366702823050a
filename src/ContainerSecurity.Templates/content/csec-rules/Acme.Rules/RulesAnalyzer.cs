using ContainerSecurity.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Acme.Rules;

/// <summary>The rules in the compiler and in the editor: name each here.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RulesAnalyzer() : RuleAnalyzer(new TeamLabel());
