/** What every persona's code may take for granted. The sandbox passes over what is not installed. */
export const analysisPreamble = "import pandas as pd\nimport numpy as np\n";
