from duebook.project.console import main

main()
