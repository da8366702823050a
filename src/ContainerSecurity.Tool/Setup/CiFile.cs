namespace ContainerSecurity.Tool.Setup;

/// <summary>A file by which a service of continuous integration runs the scan.</summary>
/// <param name="Service">The service's name on the command line.</param>
/// <param name="Mark">A file or folder by which a repository is told to use the service.</param>
/// <param name="Path">The file, from the top of the repository.</param>
/// <param name="Template">Its text, with <c>{options}</c> where options of the scan stand.</param>
internal sealed record CiFile(string Service, string Mark, string Path, string Template)
{
    /// <summary>Where what is known is kept.</summary>
    public const string Baseline = "container-baseline.yaml";

    public const string PreCommitPath = ".pre-commit-config.yaml";

    public const string PreCommit = """
        # Judges what a commit changes, before it is made. 'pre-commit install' puts it in place; csec must be installed.
        repos:
        - repo: local
          hooks:
          - id: csec
            name: csec
            entry: csec scan --quiet --allow-empty
            language: system
            types_or: [yaml, json, dockerfile]
          - id: csec-secrets
            name: csec secrets
            entry: csec secrets --staged --quiet
            language: system
            pass_filenames: false

        """;

    private static readonly CiFile[] All =
    [
        new("github", ".github", ".github/workflows/container-security.yml", """
            # Judges the repository by container-policy.yaml, and shows the findings beside the code.
            name: container security
            on:
              push: { branches: [main] }
              pull_request:
            permissions:
              contents: read
              security-events: write
            jobs:
              scan:
                runs-on: ubuntu-latest
                steps:
                - uses: actions/checkout@v4
                - uses: actions/setup-dotnet@v4
                  with: { dotnet-version: 10.0.x }
                - run: dotnet tool install --global ContainerSecurity.Tool
                - run: csec scan --format text --format sarif=csec.sarif{options}
                - uses: github/codeql-action/upload-sarif@v3
                  # The report is shown also, and above all, where the scan failed.
                  if: always()
                  with: { sarif_file: csec.sarif }

            """),
        new("gitlab", ".gitlab-ci.yml", ".gitlab/container-security.yml", """
            # Judges the repository by container-policy.yaml, and shows the findings in the merge request.
            # Take it in from .gitlab-ci.yml:  include: [{ local: .gitlab/container-security.yml }]
            container-security:
              stage: test
              image: mcr.microsoft.com/dotnet/sdk:10.0
              script:
              - dotnet tool install --tool-path .csec ContainerSecurity.Tool
              - .csec/csec scan --exclude .csec --format text --format gitlab=gl-code-quality-report.json --format junit=csec.xml{options}
              artifacts:
                # The reports are kept also, and above all, where the scan failed.
                when: always
                reports:
                  codequality: gl-code-quality-report.json
                  junit: csec.xml

            """),
        new("azure", "azure-pipelines.yml", "azure-pipelines.container-security.yml", """
            # Judges the repository by container-policy.yaml, and shows the findings as test results and as an artifact.
            # Make a pipeline of this file, or take its steps into azure-pipelines.yml.
            trigger: { branches: { include: [main] } }
            pool: { vmImage: ubuntu-latest }
            steps:
            - task: UseDotNet@2
              inputs: { version: 10.0.x }
            - script: dotnet tool install --tool-path $(Agent.TempDirectory)/csec ContainerSecurity.Tool
              displayName: install csec
            - script: $(Agent.TempDirectory)/csec/csec scan --format text --format sarif=csec.sarif --format junit=csec.xml{options}
              displayName: container security
            # The reports are published also, and above all, where the scan failed.
            - task: PublishTestResults@2
              condition: succeededOrFailed()
              inputs: { testResultsFormat: JUnit, testResultsFiles: csec.xml }
            - publish: csec.sarif
              artifact: CodeAnalysisLogs
              condition: succeededOrFailed()

            """),
    ];

    /// <summary>The services that there are files for.</summary>
    public static IEnumerable<string> Services => All.Select(f => f.Service);

    /// <summary>The file of a service, in whatever case it is named; null where there is none.</summary>
    public static CiFile? Find(string service) => Array.Find(All, f => f.Service.Equals(service, StringComparison.OrdinalIgnoreCase));

    /// <summary>The files of the services that a repository uses already.</summary>
    public static IEnumerable<CiFile> UsedIn(string root) => All.Where(f => System.IO.Path.Exists(System.IO.Path.Combine(root, f.Mark)));

    /// <summary>The file's text.</summary>
    /// <param name="keepsKnown">Whether what is known does not fail the scan.</param>
    public string Text(bool keepsKnown) => Template.Replace("{options}", keepsKnown ? $" --baseline {Baseline}" : "", StringComparison.Ordinal);
}
