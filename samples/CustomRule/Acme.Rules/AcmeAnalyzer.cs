using ContainerSecurity.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Acme.Rules;

/// <summary>The rules in the compiler and in the editor.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class AcmeAnalyzer() : RuleAnalyzer(new TeamLabel());
